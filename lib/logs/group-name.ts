/** What CloudWatch Logs accepts as the name of a log group. */
export const LOG_GROUP_NAME = /^[.\-_/#A-Za-z0-9]{1,512}$/
