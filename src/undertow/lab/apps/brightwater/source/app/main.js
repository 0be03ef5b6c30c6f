/** Front end of Brightwater Chat: one bundle for all pages; each part starts where its elements are. */

import { startChat } from './chat.js';
import { startForms } from './forms.js';
import { startTabs } from './tabs.js';

const tabs = document.querySelector('[role="tablist"]');
if (tabs) startTabs(tabs);

const chat = document.getElementById('chat-form');
if (chat) startChat(chat);

startForms();
