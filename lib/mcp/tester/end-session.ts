import 'server-only'
import { randomUUID } from 'node:crypto'
import { attempt } from '@/lib/aws/attempt'
import { boundedFetch } from '@/lib/aws/bounded-fetch'
import { awsClients } from '@/lib/aws/clients'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import type { Credential, Subject } from '@/lib/mcp/access'
import { rememberEnded } from '@/lib/mcp/tester/own-sessions'
import { AppError, type Failure, fail, ok, type Result } from '@/lib/result'

/** AWS takes session ids of 33 to 256 characters here. */
const MIN_SESSION_ID_LENGTH = 33

/** A session of a runtime; `qualifier` is the endpoint's name, without which AWS looks at DEFAULT. */
type SessionAt = { sessionId: string; qualifier?: string | undefined }

/**
 * Ends the session of a test, so that its machine is not paid for until the idle time-out. Answers whether AWS
 * agreed; a test does not fail over it.
 */
export async function endSession(
  connection: Connection,
  subject: Subject,
  credential: Credential,
  sessionId: string,
): Promise<boolean> {
  return stopSession(connection, subject, credential, { sessionId }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Ends one session, and remembers it where AWS agreed; `not-found` when there is none of this id. The SDK cannot send a token, so a JWT runtime gets a plain request. */
export async function stopSession(
  connection: Connection,
  subject: Subject,
  credential: Credential,
  session: SessionAt,
): Promise<Result<null>> {
  const stopped = await askToStop(connection, subject, credential, session)

  if (stopped.ok) {
    rememberEnded(connectionKey(connection), subject.arn, session.sessionId, Date.now())
  }
  return stopped
}

async function askToStop(
  connection: Connection,
  { arn, invocationUrl }: Subject,
  credential: Credential,
  { sessionId, qualifier = 'DEFAULT' }: SessionAt,
): Promise<Result<null>> {
  if (sessionId.length < MIN_SESSION_ID_LENGTH) {
    return fail({ code: 'invalid-input', message: 'AWS ends no session with an id of less than 33 characters.' })
  }
  if (credential.type === 'sigv4') {
    const request = { agentRuntimeArn: arn, qualifier, runtimeSessionId: sessionId }
    const stopped = await attempt(() => awsClients(connection).agentcore.stopRuntimeSession(request))
    return stopped.ok ? ok(null) : stopped
  }
  const url = new URL(invocationUrl.replace('/invocations?', '/stopruntimesession?'))
  url.searchParams.set('qualifier', qualifier)
  return attempt(async () => {
    const response = await boundedFetch()(url.href, {
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

    if (!response.ok) {
      throw new AppError(refusedEnd(response.status))
    }
    return null
  })
}

function refusedEnd(status: number): Failure {
  return status === 404
    ? { code: 'not-found', message: 'There is no such session any more.' }
    : {
        code: 'aws-rejected',
        message: `AgentCore answered ${status} and did not end the session.`,
        remedy: 'Sign in again, then try once more.',
      }
}
