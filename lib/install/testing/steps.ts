import type { Computer } from '@/lib/install/computer'
import { install } from '@/lib/install/install'
import { locate } from '@/lib/install/locate'
import type { Installed, InstallPlan } from '@/lib/install/model'
import { prepareInstall, type Wanted } from '@/lib/install/plan'
import type { Result } from '@/lib/result'

/** What a result holds that must be there. */
export function data<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(result.error.message)
  }
  return result.data
}

export function fileOf(wanted: Wanted, here: Computer): string {
  return locate(wanted.client, here)?.file ?? ''
}

export async function planOf(wanted: Wanted, here: Computer): Promise<InstallPlan> {
  return data(await prepareInstall(wanted, {}, here)).plan
}

/** Plans and installs. */
export async function put(wanted: Wanted, here: Computer): Promise<Installed> {
  return data(await install(wanted, (await planOf(wanted, here)).hash, {}, here))
}
