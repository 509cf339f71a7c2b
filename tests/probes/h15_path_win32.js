// Paths as Windows has them.
const { win32 } = require('path');

const paths = ['', '.', 'C:', 'C:\\', 'c:/a/../b', 'C:a\\.\\b', '\\\\srv\\share\\x\\..\\y', '//srv/share', '\\a\\b\\', '..\\..\\a',
  'x:y', './x:', 'file.tar.gz', '.hidden', 'C:\\dir\\file.txt', '\\', 'a/b/c.', '\\\\?\\C:\\x', 'd:\\..\\..\\e'];
for (const path of paths) {
  console.log(JSON.stringify(path), win32.normalize(path), win32.isAbsolute(path), win32.dirname(path), win32.basename(path), win32.extname(path));
  console.log(JSON.stringify(win32.parse(path)), JSON.stringify(win32.format(win32.parse(path))));
}
console.log(win32.join('C:\\a', '..', 'b'), win32.join('\\\\srv', 'share'), win32.join('//', '/a'), win32.join('', ''));
console.log(win32.resolve('C:\\a', '..\\b'), win32.resolve('c:\\a', 'd:\\b', '\\c'), win32.resolve('\\\\srv\\share', 'x'));
console.log(win32.relative('C:\\a\\b', 'c:\\A\\c\\d'), win32.relative('C:\\a', 'D:\\a'), win32.relative('C:\\', 'C:\\x'));
console.log(win32.toNamespacedPath('C:\\a'), win32.toNamespacedPath('\\\\srv\\share\\x'), win32.sep, win32.delimiter, win32.win32 === win32);
