import { parseArn } from '@/lib/aws/arn'
import type { Connection } from '@/lib/aws/connection'
import { fail, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'

/** A runtime by its name, id or ARN, in the connection's region. Fails with `not-found`. */
export async function findRuntime(connection: Connection, wanted: string): Promise<Result<RuntimeDetail>> {
  const resource = parseArn(wanted)?.resource
  const name = resource?.startsWith('runtime/') ? resource.slice('runtime/'.length) : wanted

  if (/-[a-zA-Z0-9]{10}$/.test(name)) {
    return getRuntime(connection, name)
  }
  const runtimes = await listRuntimes(connection)

  if (!runtimes.ok) {
    return runtimes
  }
  const found = runtimes.data.find((runtime) => runtime.name === name)
  return found
    ? getRuntime(connection, found.id)
    : fail({
        code: 'not-found',
        message: `There is no runtime ${name} in ${connection.region}.`,
        remedy: 'Give its ARN, or another --connection.',
      })
}
