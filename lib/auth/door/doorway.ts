import { baseUrl, hasOwnName, httpOrigin } from '@/lib/auth/door/base-url'
import type { Env } from '@/lib/env'

type Visit = { method: string; host: string | null; path: string; search: string }

const NUMBERS = ['127.0.0.1', 'localhost', '::1']

/**
 * What a console with a host name of its own answers under the numbers of this computer: `health` is let through, a page leads to the
 * name. Undefined for every other request, which the guard then judges.
 */
export function doorwayOf(
  { method, host, path, search }: Visit,
  address: Env,
): 'health' | { page: string } | undefined {
  const isNumber = NUMBERS.some((each) => new URL(httpOrigin(each, address.PORT)).host === host?.toLowerCase())

  if (!hasOwnName(address) || !isNumber || (method !== 'GET' && method !== 'HEAD')) {
    return undefined
  }
  if (path === '/api/health') {
    return 'health'
  }
  return path.startsWith('/api/') ? undefined : { page: pageTo(baseUrl(address), `${path}${search}`) }
}

// Without a script there is nothing to run here, and no cookie of the console's comes here.
function pageTo(origin: string, path: string): string {
  const href = `${origin}${path}`.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
  const [, port] = origin.split(/:(?=\d+$)/)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Slipway</title>
<h1>Slipway has a name of its own</h1>
<p>Open <a href="${href}">${origin}</a>. What a browser keeps for 127.0.0.1 goes to every program on this computer.</p>
<p>If your browser does not find that name, start Slipway with NEXTAUTH_URL=http://127.0.0.1:${port ?? 80}.</p>
</html>
`
}
