// Whether the first poll phase waits for a timer while an unref'd immediate is there.
setImmediate(function() {
  console.log('unref immediate');
  setImmediate(function() { console.log('its immediate'); });
}).unref();
setTimeout(function() { console.log('timer'); }, 300);
