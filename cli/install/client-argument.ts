import { terminalConnection } from '@/cli/shared/connection'
import { parseArn } from '@/lib/aws/arn'
import type { Connection } from '@/lib/aws/connection'
import type { ClientDefinition } from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'
import { AppError } from '@/lib/result'

/** The client of that id. Throws an `invalid-input` that names them all. */
export function clientNamed(id: string): ClientDefinition {
  const client = findClient(id)

  if (!client) {
    throw new AppError({
      code: 'invalid-input',
      message: `There is no client ${id}.`,
      remedy: `There are: ${CLIENTS.map((each) => each.id).join(', ')}.`,
    })
  }
  return client
}

/** Whose AWS it is about; an ARN knows its region better than a terminal. */
export function connectionFor(runtime: string, given: Connection | undefined): Connection {
  const region = parseArn(runtime)?.region
  return { ...(given ?? terminalConnection()), ...(region === undefined ? {} : { region }) }
}
