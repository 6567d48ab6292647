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

export function userNotFound(message = 'User does not exist.'): ServiceError {
  return new ServiceError('UserNotFoundException', message)
}
