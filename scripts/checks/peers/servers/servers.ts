import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'
import { SERVER_CALLS } from '@/scripts/checks/peers/servers/server-calls'
import {
  judgeServers,
  SERVER_RELEASES,
  type ServerDifference,
  serverDifferences,
} from '@/scripts/checks/peers/servers/server-comparison'
import { SERVER_DECISIONS } from '@/scripts/checks/peers/servers/server-decisions'
import { runServer } from '@/scripts/checks/peers/servers/server-runtimes'
import { startServiceReference } from '@/scripts/checks/peers/servers/service-reference'

/** The same commands to three published AWS API MCP Servers and to the account's imitation of each. */
export const servers: Part = { name: 'servers', run }

async function run(programs: Programs): Promise<PartResult> {
  const reference = await startServiceReference(programs.server('1.3.46', 'python'))
  const differences: ServerDifference[] = []

  try {
    for (const release of SERVER_RELEASES) {
      const real = await runServer(release, SERVER_CALLS, { command: programs.server(release), env: reference.env })
      const imitation = await runServer(release, SERVER_CALLS)
      differences.push(...serverDifferences(release, imitation, real))
    }
  } finally {
    reference.stop()
  }
  const failed = judgeServers(differences, SERVER_DECISIONS)
  const compared = SERVER_RELEASES.length * (SERVER_CALLS.length + 1)
  return {
    passed: compared - new Set(failed).size,
    failed,
    lines: [
      `${SERVER_CALLS.length} calls and the greeting compared on each of ${SERVER_RELEASES.join(', ')}`,
      `${differences.length} differences, decided in ${SERVER_DECISIONS.length} entries`,
    ],
  }
}
