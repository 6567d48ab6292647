import 'server-only'
import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { loadSharedConfigFiles } from '@smithy/core/config'
import { cache } from 'react'
import { isRegionName } from '@/lib/aws/connection'
import { env } from '@/lib/env'

/** How a profile gets credentials; `none` when the files name no way for it. */
export type ProfileKind = 'sso' | 'assume-role' | 'web-identity' | 'credential-process' | 'login' | 'static' | 'none'

export type Profile = {
  name: string
  kind: ProfileKind
  region?: string
  /** For `assume-role`: the profile whose credentials assume the role. */
  sourceProfile?: string
}

type Settings = Record<string, string | undefined>

const MAX_BYTES = 1_000_000
const MAX_PROFILES = 500
const MAX_NAME = 256

/**
 * The profiles of the shared config and credentials files, by name, `default` first. Read with the SDK's own loader,
 * so what is listed is what the SDK will find. A missing, unreadable or oversized file holds no profiles. Once for each page render.
 */
export const listProfiles = cache(async (): Promise<Profile[]> => {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = env()
  return readProfiles({
    config: AWS_CONFIG_FILE ?? '~/.aws/config',
    credentials: AWS_SHARED_CREDENTIALS_FILE ?? '~/.aws/credentials',
  })
})

export async function readProfiles(files: { config: string; credentials: string }): Promise<Profile[]> {
  const [configFilepath, filepath] = await Promise.all([readable(files.config), readable(files.credentials)])
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ configFilepath, filepath, ignoreCache: true })
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])

  return [...names]
    .filter((name) => isProfileName(name, name in credentialsFile))
    .sort((left, right) => Number(right === 'default') - Number(left === 'default') || left.localeCompare(right))
    .slice(0, MAX_PROFILES)
    .map((name) => profileOf(name, { ...configFile[name], ...credentialsFile[name] }))
}

/** The kind of a profile, in the order in which the SDK looks for credentials in it. */
function profileKind(settings: Settings): ProfileKind {
  if (settings.role_arn && (settings.source_profile || settings.credential_source)) {
    return 'assume-role'
  }
  if (settings.aws_access_key_id && settings.aws_secret_access_key) {
    return 'static'
  }
  if (settings.role_arn && settings.web_identity_token_file) {
    return 'web-identity'
  }
  if (settings.credential_process) {
    return 'credential-process'
  }
  if (settings.sso_session || settings.sso_start_url) {
    return 'sso'
  }
  return settings.login_session ? 'login' : 'none'
}

function profileOf(name: string, settings: Settings): Profile {
  const { region, source_profile: sourceProfile } = settings
  return {
    name,
    kind: profileKind(settings),
    ...(region && isRegionName(region) ? { region } : {}),
    ...(sourceProfile ? { sourceProfile } : {}),
  }
}

// The config file's other sections come back as `sso-session.x` and `services.x`.
function isProfileName(name: string, isInCredentials: boolean): boolean {
  if (name.length > MAX_NAME || /\p{Cc}/u.test(name)) {
    return false
  }
  return isInCredentials || !/^(sso-session|services)\./.test(name)
}

// The loader would wait for ever on a pipe and read any size; a path with nothing to read stands for no file.
async function readable(file: string): Promise<string> {
  const absolute = file.startsWith('~/') ? path.join(homedir(), file.slice(2)) : file
  const facts = await stat(absolute).catch(() => undefined)
  return facts?.isFile() && facts.size <= MAX_BYTES ? absolute : `${absolute}/`
}
