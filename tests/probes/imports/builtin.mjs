import 'path'; globalThis.mark('builtin');
