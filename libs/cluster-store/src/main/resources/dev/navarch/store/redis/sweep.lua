-- Deletes values whose deadline has passed, like any other writer. Redis' own clock decides.
-- KEYS: m, ev, ttl. ARGV: epoch token, most deletions in this call. Returns how many deadlines were handled
local call = redis.call
local state = call('HMGET', KEYS[1], 'e', 'r')
if state[1] ~= ARGV[1] then return redis.error_reply('FENCED epoch ' .. tostring(state[1])) end
local time = call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local due = call('ZRANGEBYSCORE', KEYS[3], '-inf', now, 'LIMIT', 0, ARGV[2])
local before = tonumber(state[2])
local revision = before
for _, member in ipairs(due) do
  local cut = string.find(member, '\0', 1, true)
  local hash, field = string.sub(member, 1, cut - 1), string.sub(member, cut + 1)
  local old = call('HGET', hash, field)
  if old then
    revision = revision + 1
    call('XADD', KEYS[2], string.format('%.0f-0', revision), 'k', hash, 'f', field, 'o', 'D',
      'p', tonumber(string.sub(old, 1, 16)), 'e', string.match(ARGV[1], '^%d+'), 'i', 'ttl')
    call('HDEL', hash, field)
  end
  call('ZREM', KEYS[3], member)
end
if revision ~= before then call('HSET', KEYS[1], 'r', string.format('%.0f', revision)) end
return #due
