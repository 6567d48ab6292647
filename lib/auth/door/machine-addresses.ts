import { networkInterfaces } from 'node:os'

/** This computer's IPv4 addresses besides loopback, as others on its networks reach it. */
export function machineAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}
