import type { SeedService } from '@/lib/practice/seed/model'
import type { ServiceError } from '@/lib/practice/wire/service-error'
import type { WireRequest, WireResponse } from '@/lib/practice/wire/wire'

export type Values = Record<string, unknown>

/** What a request asks of a seeded service; the name is AWS's, or method and path where none fits. */
export type SeedAsk = { operation: string; input: Values }

/** How a seeded service's clients speak to it. `read` throws ServiceError where a request makes no sense. */
export type SeedWire = {
  service: SeedService
  read: (request: WireRequest) => SeedAsk
  answer: (operation: string, output: Values, requestId: string) => WireResponse
  refuse: (error: ServiceError, requestId: string) => WireResponse
}
