import { assistants } from '@/scripts/checks/peers/assistants/assistants'
import { cli } from '@/scripts/checks/peers/aws-cli/cli'
import { boto3 } from '@/scripts/checks/peers/boto3/boto3'
import { bridge } from '@/scripts/checks/peers/bridge/bridge'
import { clients } from '@/scripts/checks/peers/clients/clients'
import { differential } from '@/scripts/checks/peers/differential/part'
import { doctor } from '@/scripts/checks/peers/doctor/doctor'
import { drift } from '@/scripts/checks/peers/drift/drift'
import { exportPart } from '@/scripts/checks/peers/export/export'
import { ministack } from '@/scripts/checks/peers/ministack'
import { moto } from '@/scripts/checks/peers/moto/moto'
import { packed } from '@/scripts/checks/peers/package/package'
import type { Part } from '@/scripts/checks/peers/part'
import { realServer } from '@/scripts/checks/peers/real-server/real-server'
import { sdkRust, sdks } from '@/scripts/checks/peers/sdks/sdks'
import { servers } from '@/scripts/checks/peers/servers/servers'
import { serviceModel } from '@/scripts/checks/peers/service-model/service-model'

/** In the order in which they run. */
export const PARTS: Part[] = [
  differential,
  servers,
  serviceModel,
  boto3,
  doctor,
  cli,
  drift,
  exportPart,
  sdks,
  { ...sdkRust, onRequest: true },
  clients,
  bridge,
  // 1.5 GB of programs.
  { ...assistants, onRequest: true },
  ministack,
  packed,
  { ...moto, needsBuild: true },
  { ...realServer, needsBuild: true },
]
