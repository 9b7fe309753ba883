/**
 * Where the server is: the folder that has `json` and `api`.
 *
 * @param {string | URL | undefined} given with http, https, ws or wss; also that of the WebSocket itself
 * @param {string} module where this module came from
 * @param {string | undefined} page used if the module is not from a server, because it has been bundled or copied
 * @returns {string} with http or https, and a slash at the end
 */
export function serverAddress(given, module, page) {
  const url = new URL(given ?? (/^https?:/.test(module) ? new URL('.', module) : '/'), page);
  url.protocol = url.protocol.replace(/^ws/, 'http');
  url.pathname = url.pathname.replace(/\/(json)?$/, '') + '/';
  url.search = '';
  url.hash = '';
  return url.href;
}
