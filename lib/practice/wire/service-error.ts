/** An error that the service model declares. `code` is the wire code, e.g. `ValidationException` or `EntityAlreadyExists`. */
export class ServiceError extends Error {
  readonly code: string
  /** For an error that the model doesn't declare; a modelled error's status comes from the model. */
  readonly status: number
  /** Further modelled members (reason, fieldList, …). */
  readonly members: Record<string, unknown>

  constructor(code: string, message: string, status = 400, members: Record<string, unknown> = {}) {
    super(message)
    this.name = 'ServiceError'
    this.code = code
    this.status = status
    this.members = members
  }
}
