import { question } from '@/lib/auth/request'
import { runTester } from '@/lib/mcp/tester/run-tester'
import { testerInput } from '@/lib/mcp/tester/tester-schema'

/**
 * The tool tester. A route and not a server action, because actions wait for one another and cannot be given up: a cold start
 * takes minutes, and a page that is closed still has to end its session. What may change AWS, `runTester` asks about itself.
 */
export const POST = question({
  input: testerInput,
  run: ({ actor, connection }, input) => runTester(actor, connection, input),
})
