import { connect, signingFetch } from '@/lib/practice/agentcore/testing/client'
import { arnOf } from './record'
import type { Stack } from './stack'

/** Has the server run AWS CLI commands one after the other, as an assistant does. */
export async function callAws({ practice }: Stack, runtimeId: string, commands: readonly string[]): Promise<void> {
  const { accessKeyId, secretAccessKey, url } = practice
  const address = `${url}/runtimes/${encodeURIComponent(arnOf(runtimeId))}/invocations?qualifier=DEFAULT`
  const client = await connect(address, { fetch: signingFetch({ accessKeyId, secretAccessKey }) })

  for (const cli_command of commands) {
    await client.callTool({ name: 'call_aws', arguments: { cli_command } })
  }
  await client.close()
}
