const NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/** An address of this computer, over http. */
export function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && NAMES.has(hostname)
}
