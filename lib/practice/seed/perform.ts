import type { SeedOperation, SeedService } from '@/lib/practice/seed/model'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

type Values = Record<string, unknown>

/** Authorizes and runs one operation as the call's identity; throws ServiceError in the service's own words. */
export function performSeed(service: SeedService, operation: SeedOperation, input: Values, call: Call): Values {
  for (const wanted of operation.authorization(input, call)) {
    try {
      call.authorize(wanted)
    } catch (error) {
      throw service.service === 'ec2' && error instanceof ServiceError ? unauthorized(error) : error
    }
  }
  return operation.run(input, call)
}

/** EC2 has a code and an opening of its own. */
function unauthorized({ message }: ServiceError): ServiceError {
  return new ServiceError('UnauthorizedOperation', `You are not authorized to perform this operation. ${message}`, 403)
}
