import { ServiceError } from '@/lib/practice/wire/service-error'

/** Not in the SDK's model, and what the service says all the same. */
export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}
