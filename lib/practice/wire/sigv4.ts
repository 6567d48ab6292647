import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { header, type WireRequest } from '@/lib/practice/wire/wire'

/** What the Authorization header or a presigned address says; nothing of it is trusted before `signatureMatches`. */
export type Signed = {
  accessKeyId: string
  date: string
  region: string
  service: string
  signedHeaders: string[]
  signature: string
  /** Milliseconds since the epoch; NaN when the request doesn't say. */
  at: number
  /** The session's token, where the credentials are temporary. */
  token: string | undefined
}

const ALGORITHM = 'AWS4-HMAC-SHA256'

export function isSigned(request: WireRequest): boolean {
  return header(request.headers, 'authorization') !== undefined || isPresigned(request)
}

function isPresigned({ headers, rawQuery }: WireRequest): boolean {
  return header(headers, 'authorization') === undefined && /(^|&)X-Amz-Signature=/.test(rawQuery)
}

/** Undefined when it is not signed by SigV4, or in a broken form. */
export function parseSignature(request: WireRequest): Signed | undefined {
  if (!isPresigned(request)) {
    const { headers } = request
    const at = signingTime(header(headers, 'x-amz-date'), header(headers, 'date'))
    return parsed(headerFields(header(headers, 'authorization') ?? ''), at, header(headers, 'x-amz-security-token'))
  }
  const query = new URLSearchParams(request.rawQuery)
  const fields = new Map(
    query.get('X-Amz-Algorithm') === ALGORITHM
      ? ['Credential', 'SignedHeaders', 'Signature'].map((name) => [name, query.get(`X-Amz-${name}`) ?? ''])
      : [],
  )
  return parsed(fields, signingTime(query.get('X-Amz-Date') ?? ''), query.get('X-Amz-Security-Token') ?? undefined)
}

function headerFields(value: string): Map<string, string> {
  if (!value.startsWith(ALGORITHM)) {
    return new Map()
  }
  return new Map(
    value
      .slice(ALGORITHM.length)
      .split(',')
      .map((part): [string, string] => {
        const [name = '', ...rest] = part.trim().split('=')
        return [name, rest.join('=')]
      }),
  )
}

function parsed(fields: Map<string, string>, at: number, token: string | undefined): Signed | undefined {
  const [accessKeyId, date, region, service, terminator, ...more] = (fields.get('Credential') ?? '').split('/')
  const signedHeaders = (fields.get('SignedHeaders') ?? '').split(';').filter((name) => name !== '')
  const signature = fields.get('Signature') ?? ''

  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || more.length > 0) {
    return undefined
  }
  if (signedHeaders.length === 0 || !/^[0-9a-f]{64}$/.test(signature)) {
    return undefined
  }
  return { accessKeyId, date, region, service, signedHeaders, signature, at, token }
}

/** Milliseconds since the epoch of X-Amz-Date (`20261123T035535Z`) or Date; NaN when there is none. */
function signingTime(compactDate: string | undefined, date = ''): number {
  const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(compactDate ?? '')

  if (compact) {
    const [, year, month, day, hours, minutes, seconds] = compact
    return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`)
  }
  return Date.parse(date)
}

/** Whether the signature is that of this request under this key. Compared in constant time. */
export function signatureMatches(request: WireRequest, signed: Signed, secretAccessKey: string): boolean {
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
  const timestamp = new Date(signed.at).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const text = [ALGORITHM, timestamp, `${date}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n')
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
    .filter((part) => part !== '' && !part.startsWith('X-Amz-Signature='))
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
