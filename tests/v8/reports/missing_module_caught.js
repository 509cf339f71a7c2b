try { require('./missing'); } catch (e) { console.log(e.code, e.message, e.requireStack, Object.keys(e)); }
