new (require('events'))().emit('error', { a: 1 });
