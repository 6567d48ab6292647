import type { Connection } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { fingerprint } from '@/lib/mcp/fingerprint'
import type { Report } from '@/scripts/checks/doctor-aws/finding'
import type { SeenRuntime } from '@/scripts/checks/doctor-aws/runtimes'

const TIMEOUT_MS = 15_000

/** What each runtime answers to a caller without credentials, and where its tokens come from. */
export async function checkInbound(
  connection: Connection,
  runtimes: readonly SeenRuntime[],
  report: Report,
): Promise<void> {
  for (const { id, arn, discoveryUrl } of runtimes) {
    const { state, detail } = await fingerprint(invocationUrl(connection, arn), discoveryUrl ? 'jwt' : 'sigv4')
    report(state === 'ok' ? 'as-assumed' : 'differs', `${id} without credentials`, detail)

    if (discoveryUrl) {
      await checkDiscovery(id, discoveryUrl, report)
    }
  }
}

async function checkDiscovery(id: string, discoveryUrl: string, report: Report): Promise<void> {
  const check = `${id} discovery document`

  try {
    const document = await readJson(discoveryUrl)
    const issuer = String(document.issuer)
    const keys = await readJson(String(document.jwks_uri))
    const isPrefix = discoveryUrl.startsWith(issuer)
    const count = Array.isArray(keys.keys) ? keys.keys.length : 0
    const text = isPrefix ? `issuer ${issuer}, ${count} keys` : `its issuer ${issuer} is not the start of its address`
    report(isPrefix && count > 0 ? 'as-assumed' : 'differs', check, text)
  } catch (error) {
    report('differs', check, `could not be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function readJson(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })

  if (!response.ok) {
    throw new Error(`${url} answers ${response.status}`)
  }
  return (await response.json()) as Record<string, unknown>
}
