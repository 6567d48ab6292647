import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { header, type WireRequest } from '@/lib/practice/wire/wire'

/** What the Authorization header says; nothing of it is trusted before `signatureMatches`. */
export type SignedHeader = {
  accessKeyId: string
  date: string
  region: string
  service: string
  signedHeaders: string[]
  signature: string
}

/** Undefined when it is not a SigV4 header, or a broken one. */
export function parseAuthorization(value: string): SignedHeader | undefined {
  if (!value.startsWith('AWS4-HMAC-SHA256')) {
    return undefined
  }
  const fields = new Map(
    value
      .slice('AWS4-HMAC-SHA256'.length)
      .split(',')
      .map((part): [string, string] => {
        const [name = '', ...rest] = part.trim().split('=')
        return [name, rest.join('=')]
      }),
  )
  const [accessKeyId, date, region, service, terminator, ...more] = (fields.get('Credential') ?? '').split('/')
  const signedHeaders = (fields.get('SignedHeaders') ?? '').split(';').filter((name) => name !== '')
  const signature = fields.get('Signature') ?? ''

  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || more.length > 0) {
    return undefined
  }
  if (signedHeaders.length === 0 || !/^[0-9a-f]{64}$/.test(signature)) {
    return undefined
  }
  return { accessKeyId, date, region, service, signedHeaders, signature }
}

/** Milliseconds since the epoch of X-Amz-Date (`20261123T035535Z`) or Date; NaN when there is none. */
export function signingTime(request: WireRequest): number {
  const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(header(request.headers, 'x-amz-date') ?? '')

  if (compact) {
    const [, year, month, day, hours, minutes, seconds] = compact
    return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`)
  }
  return Date.parse(header(request.headers, 'date') ?? '')
}

/** Whether the signature is that of this request under this key. Compared in constant time. */
export function signatureMatches(request: WireRequest, signed: SignedHeader, secretAccessKey: string): boolean {
  const declaredHash = header(request.headers, 'x-amz-content-sha256')
  // S3's clients may leave the body out of the signature.
  const isUnsigned = signed.service === 's3' && declaredHash === 'UNSIGNED-PAYLOAD'
  const payloadHash = isUnsigned ? declaredHash : sha256(request.body)

  if (!signed.signedHeaders.includes('host') || (declaredHash !== undefined && declaredHash !== payloadHash)) {
    return false
  }
  const { date, region, service } = signed
  const path = service === 's3' ? request.path : canonicalPath(request.path)
  const canonical = canonicalRequest({ ...request, path }, signed.signedHeaders, payloadHash)
  const timestamp = new Date(signingTime(request)).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const text = ['AWS4-HMAC-SHA256', timestamp, `${date}/${region}/${service}/aws4_request`, sha256(canonical)].join(
    '\n',
  )
  const key = [date, region, service, 'aws4_request'].reduce<Buffer>(
    (previous, part) => hmac(previous, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  )
  return timingSafeEqual(hmac(key, text), Buffer.from(signed.signature, 'hex'))
}

function canonicalRequest(request: WireRequest, signedHeaders: string[], payloadHash: string): string {
  const names = signedHeaders.map((name) => name.toLowerCase()).sort()
  return [
    request.method,
    request.path,
    canonicalQuery(request.rawQuery),
    ...names.map((name) => `${name}:${(header(request.headers, name) ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    payloadHash,
  ].join('\n')
}

/** Normalised, then encoded a second time, as every service but S3 wants it, which takes it as it is (`%3A` becomes `%253A`). */
function canonicalPath(path: string): string {
  const kept: string[] = []

  for (const segment of path.split('/')) {
    if (segment === '..') {
      kept.pop()
    } else if (segment !== '' && segment !== '.') {
      kept.push(encode(segment))
    }
  }
  const joined = `/${kept.join('/')}`
  return path.endsWith('/') && joined !== '/' ? `${joined}/` : joined
}

function canonicalQuery(rawQuery: string): string {
  return rawQuery
    .split('&')
    .filter((part) => part !== '')
    .map((part): [string, string] => {
      const [name = '', ...value] = part.split('=')
      return [encode(decode(name)), encode(decode(value.join('=')))]
    })
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** RFC 3986: everything but unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
