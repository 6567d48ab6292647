/** A filter pattern that AWS refuses; the message is AWS's. */
export class FilterPatternError extends Error {
  constructor(message = 'Invalid filter pattern') {
    super(message)
    this.name = 'FilterPatternError'
  }
}
