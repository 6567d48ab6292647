import 'server-only'
import { randomUUID } from 'node:crypto'
import { boundedFetch } from '@/lib/aws/bounded-fetch'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { Credential, Subject } from '@/lib/mcp/access'

/** AWS takes session ids of 33 to 256 characters here. */
const MIN_SESSION_ID_LENGTH = 33

/**
 * Ends the session of a test, so that its machine is not paid for until the idle time-out. Answers whether AWS
 * agreed; a test does not fail over it. The SDK cannot send a token, so a JWT runtime gets a plain request.
 */
export async function endSession(
  connection: Connection,
  { arn, invocationUrl }: Subject,
  credential: Credential,
  sessionId: string,
): Promise<boolean> {
  if (sessionId.length < MIN_SESSION_ID_LENGTH) {
    return false
  }
  try {
    if (credential.type === 'sigv4') {
      const request = { agentRuntimeArn: arn, qualifier: 'DEFAULT', runtimeSessionId: sessionId }
      await awsClients(connection).agentcore.stopRuntimeSession(request)
      return true
    }
    const response = await boundedFetch()(invocationUrl.replace('/invocations?', '/stopruntimesession?'), {
      method: 'POST',
      redirect: 'error',
      headers: {
        authorization: `Bearer ${credential.token}`,
        'content-type': 'application/json',
        'x-amzn-bedrock-agentcore-runtime-session-id': sessionId,
      },
      body: JSON.stringify({ clientToken: randomUUID() }),
      signal: AbortSignal.timeout(10_000),
    })
    return response.ok
  } catch {
    return false
  }
}
