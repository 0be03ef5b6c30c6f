library.hCaptchaLoader({ sentry: true }).catch(() => {});
