import { looksSecret } from '@/lib/deployments/spec/secret-names'

/** A password in an address, and the openings of keys that are known by them. */
const SECRET_VALUE =
  /:\/\/[^/\s:@]*:[^/\s@]+@|\b(AKIA|ASIA)[A-Z0-9]{16}\b|\b(gh[pousr]_|github_pat_|sk-|xox[abp]-|eyJ[\w-]+\.eyJ)|-----BEGIN /

/** Whether a variable may be one whose value nobody is to see. */
export function mayBeSecret(name: string, value: string): boolean {
  return looksSecret(name) || SECRET_VALUE.test(value)
}
