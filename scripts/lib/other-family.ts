import { connect, createServer, type Server } from 'node:net'
import { isFree } from './kept-port'

/** A browser looks for `slipway.localhost` on both addresses of this computer, and on ::1 first. */
const LOOPBACK = { '127.0.0.1': '::1', '::1': '127.0.0.1' } as const

function otherOf(host: string): string | undefined {
  return LOOPBACK[host as keyof typeof LOOPBACK]
}

/** Whether nobody listens there, on either address of this computer: whoever had the other one would get sign-in links and cookies. */
export async function isFreeForBoth(port: number, host: string): Promise<boolean> {
  const other = otherOf(host)
  return (await isFree(port, host)) && (other === undefined || !(await exists(other)) || (await isFree(port, other)))
}

/** Leads what comes to the other address on to this one; null where the computer has no other. Rejects where somebody else has it. */
export async function holdOther(port: number, host: string): Promise<Server | null> {
  const other = otherOf(host)

  if (other === undefined || !(await exists(other))) {
    return null
  }
  const server = createServer((incoming) => {
    const outgoing = connect(port, host)
    const end = () => {
      incoming.destroy()
      outgoing.destroy()
    }
    incoming.on('error', end).on('close', end).pipe(outgoing)
    outgoing.on('error', end).on('close', end).pipe(incoming)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, other, () => resolve(server))
  })
}

/** A computer may have no IPv6. */
function exists(host: string): Promise<boolean> {
  return isFree(0, host)
}
