require('./unclosed_body');
