/** As much of a browser as the modules without components look at. */
Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-US' }, configurable: true });
Object.assign(globalThis, { document: { documentElement: {} } });
