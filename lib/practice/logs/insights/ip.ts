import { BlockList, isIP } from 'node:net'

export function isIpOf(text: string, version?: 4 | 6): boolean {
  const found = isIP(text)
  return version === undefined ? found !== 0 : found === version
}

/** `10.0.0.0/8`; false for what is no address or no subnet. */
export function isInSubnet(text: string, subnet: string, version?: 4 | 6): boolean {
  const [, network = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(subnet) ?? []
  const family = isIP(network)
  const bits = Number(length)

  if (family === 0 || family !== isIP(text) || bits > (family === 4 ? 32 : 128)) {
    return false
  }
  if (version !== undefined && version !== family) {
    return false
  }
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addSubnet(network, bits, kind)
  return list.check(text, kind)
}
