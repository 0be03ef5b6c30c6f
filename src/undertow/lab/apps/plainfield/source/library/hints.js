/** What a mobile number looks like in the countries where readers of this library have one. Nothing here sends. */

const LENGTHS = { '+1': [10], '+44': [10], '+49': [10, 11], '+33': [9], '+81': [10], '+82': [9, 10], '+61': [9] };

/** A hint for the reader, or an empty text if the number looks right. */
export function phoneHint(prefix, national) {
  const digits = national.replace(/\D/g, '');
  if (digits === '') return '';
  if (prefix === '+86') {
    return digits.length === 11 ? '' : 'Mobile numbers of mainland China have eleven digits, e.g. 1xx xxxx xxxx.';
  }
  const lengths = LENGTHS[prefix];
  if (!lengths || lengths.includes(digits.length)) return '';
  return `Numbers after ${prefix} usually have ${lengths.join(' or ')} digits.`;
}

/** Where carriers say how reminders are delivered: text for the help line, never an address that is opened. */
export const CARRIER_NOTE = 'Your carrier may add its own terms; China Mobile keeps them at wap.cmpassport.com.';
