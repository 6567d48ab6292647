/** Whether a host is this computer itself, which nobody else reaches by that name. */
export function isLoopback(host: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|(.+\.)localhost|\[?::1\]?)$/i.test(host)
}
