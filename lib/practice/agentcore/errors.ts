import { ServiceError } from '@/lib/practice/wire/service-error'

export function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message, 404)
}

export function conflict(message: string): ServiceError {
  return new ServiceError('ConflictException', message, 409)
}

export function invalid(message: string, reason = 'FieldValidationFailed'): ServiceError {
  return new ServiceError('ValidationException', message, 400, { reason })
}

export function quotaExceeded(message: string): ServiceError {
  return new ServiceError('ServiceQuotaExceededException', message, 402)
}
