import { ServiceError } from '@/lib/practice/wire/service-error'

/** The compiler's error, with the place in the query as AWS gives it. Lines and positions count from 1, offsets from 0. */
export function malformedQuery(query: string, start: number, end: number, what?: string): ServiceError {
  const before = query.slice(0, start)
  const line = before.split('\n').length
  const position = start - before.lastIndexOf('\n')
  const symbol = query.slice(start, end) || '<EOF>'
  const message = `${what ?? `unexpected symbol found ${symbol}`} at line ${line} and position ${position}`
  return new ServiceError('MalformedQueryException', message, 400, {
    queryCompileError: { location: { startCharOffset: start, endCharOffset: end }, message },
  })
}
