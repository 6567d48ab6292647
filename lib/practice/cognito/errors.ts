import { ServiceError } from '@/lib/practice/wire/service-error'

export function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message)
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message)
}

export function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message)
}

export function userNotFound(): ServiceError {
  return new ServiceError('UserNotFoundException', 'User does not exist.')
}
