import { randomBytes } from 'node:crypto'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** `AROA` and 17 more characters, as IAM makes unique ids; access keys have 16 more. */
export function uniqueId(prefix: 'AIDA' | 'AKIA' | 'ANPA' | 'AROA' | 'ASIA'): string {
  const length = prefix === 'AKIA' || prefix === 'ASIA' ? 16 : 17
  return prefix + [...randomBytes(length)].map((byte) => BASE32[byte % BASE32.length]).join('')
}

/** 40 characters, like a secret access key. */
export function secretKey(): string {
  return randomBytes(30).toString('base64')
}
