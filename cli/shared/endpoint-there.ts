import type { Connection } from '@/lib/aws/connection'
import { type AwsService, customEndpoint } from '@/lib/aws/endpoints'
import { isLoopback } from '@/lib/loopback'
import { fail, ok, type Result } from '@/lib/result'

const PATIENCE_MS = 5000

/**
 * Fails when the connection leads to this computer, where the practice account and emulators answer, and nobody answers. For verbs that
 * wait out whatever is the matter with AWS: a program that nobody has started doesn't come back by itself.
 */
export async function endpointThere(connection: Connection, service: AwsService): Promise<Result<undefined>> {
  const url = customEndpoint(connection, service)

  if (url === undefined) {
    return connection.source.type === 'practice' ? missing('The practice account is not running.') : ok(undefined)
  }
  return !isLoopback(new URL(url).hostname) || (await answers(url))
    ? ok(undefined)
    : missing(`Nothing answers at ${url}, where the practice account should be.`)
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) })
    return true
  } catch (error) {
    // Slow is there, too.
    return error instanceof Error && error.name === 'TimeoutError'
  }
}

function missing(message: string): Result<undefined> {
  return fail({
    code: 'unavailable',
    message,
    remedy: 'Start it with npm run practice and use what that prints, or start the console, which brings one along.',
    command: 'npm run practice',
  })
}
