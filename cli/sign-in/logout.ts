import { CONNECTION_OPTION } from '@/cli/shared/connection'
import { findRuntime } from '@/cli/shared/find-runtime'
import { must, type Verb } from '@/cli/shared/verb'
import { tokenRuntime } from '@/cli/sign-in/kept-runtime'
import { runtimeConnection } from '@/cli/token/token-options'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { endKept, type KeptRuntime } from '@/lib/sign-ins/fresh-token'

/** Ends the sign-in that `login` has kept. */
export const logout: Verb = (command) =>
  void command
    .argument('<runtime>', 'its ARN, id or name')
    .addOption(CONNECTION_OPTION)
    .action(async (wanted, values) => {
      const connection = await runtimeConnection(wanted, values.connection)
      must(
        await attempt(async () => forgetSignIn(connection, tokenRuntime(must(await findRuntime(connection, wanted))))),
      )
    })

/** Revokes and forgets, and says so on standard error. */
export async function forgetSignIn(connection: Connection, runtime: KeptRuntime): Promise<void> {
  const ended = await endKept(connection, runtime)
  const how = ended?.revoked ? 'revoked and forgotten' : 'forgotten; the issuer has no way to revoke it from here'
  process.stderr.write(ended ? `The sign-in of ${ended.userName} is ${how}.\n` : 'Nothing was kept.\n')
}
