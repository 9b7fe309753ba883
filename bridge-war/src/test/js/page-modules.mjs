// The page's modules end in .js, as servers know the type of that, and no package.json that would tell Node what they
// are belongs into the WAR. Import this file first, then the module under test with `await import`.
import { register } from 'node:module';

const hook = `export async function load(url, context, next) {
  return next(url, url.includes('/webapp/') ? { ...context, format: 'module' } : context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

/** Imports a module of the page by its file name. */
export const page = (file) => import(new URL(`../../main/webapp/js/${file}`, import.meta.url));

/** Imports a module of `rialto.js`, or that itself, by its path. */
export const webapp = (path) => import(new URL(`../../main/webapp/${path}`, import.meta.url));
