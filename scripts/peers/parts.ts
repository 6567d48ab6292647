import { cli } from '@/scripts/peers/cli'
import { clients } from '@/scripts/peers/clients'
import { differential } from '@/scripts/peers/differential'
import { doctor } from '@/scripts/peers/doctor'
import { ministack } from '@/scripts/peers/ministack'
import { moto } from '@/scripts/peers/moto'
import type { Part } from '@/scripts/peers/part'
import { realServer } from '@/scripts/peers/real-server'
import { serviceModel } from '@/scripts/peers/service-model'

/** In the order in which they run. */
export const PARTS: Part[] = [
  differential,
  serviceModel,
  doctor,
  cli,
  clients,
  ministack,
  { ...moto, needsBuild: true },
  { ...realServer, needsBuild: true },
]
