import { differential } from '@/scripts/peers/differential'
import type { Part } from '@/scripts/peers/part'
import { serviceModel } from '@/scripts/peers/service-model'

/** In the order in which they run. */
export const PARTS: Part[] = [differential, serviceModel]
