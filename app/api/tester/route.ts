import { action } from '@/lib/auth/action'
import { runTester } from '@/lib/mcp/tester/run-tester'
import { testerInput } from '@/lib/mcp/tester/tester-schema'

/**
 * The tool tester. A route and not a server action, because actions wait for one another and cannot be given up: a cold start
 * takes minutes, and a page that is closed still has to end its session. What may change AWS, `runTester` asks about itself.
 */
const perform = action({
  access: 'read',
  input: testerInput,
  run: ({ actor, connection }, input) => runTester(actor, connection, input),
})

export async function POST(request: Request): Promise<Response> {
  const result = await perform(await request.json().catch(() => undefined))
  const status = result.ok || result.error.code !== 'unauthenticated' ? 200 : 401
  return Response.json(result, { status, headers: { 'Cache-Control': 'no-store' } })
}
