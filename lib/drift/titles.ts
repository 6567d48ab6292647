import type { ConfigPart } from '@/lib/deployments/plan/parts'

export const CONFIG_TITLES: Record<ConfigPart, string> = {
  image: 'Image',
  settings: 'Settings of the runtime',
  environment: 'Environment variables',
  network: 'Network',
  auth: 'Inbound authorization',
  role: 'Execution role of the runtime',
}
