const express = require('express');
const token = process.env.API_TOKEN;
const config = {
  host: '@host@',
  user: 'app',
  password: '@password@',
  secret: process.env.SESSION_SECRET,
  tokenHeader: 'x-auth-token',
  retries: @small@,
};
function login(user, password) {
  if (password === undefined || token === '') { throw new Error('password: required'); }
  return hash(password).then((secret) => compare(secret, user.password));
}
app.post('/token', (req, res) => res.json({ token: sign(req.body.user), expires: 3600 }));
module.exports = { login, config };
