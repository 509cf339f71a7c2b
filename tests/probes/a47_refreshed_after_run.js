// A timer is refreshed after it ran: whether the program waits for it.
const timer = setTimeout(() => console.log('timer'), 5);
setTimeout(() => {
  console.log('refreshed', timer.hasRef ? timer.hasRef() : '');
  timer.refresh();
  console.log(timer.hasRef ? timer.hasRef() : '');
}, 50);
