<?php
define('DB_NAME', '@word@');
define('DB_USER', 'wordpress');
define('DB_PASSWORD', '@password@');
define('DB_HOST', '@host@');
define('DB_CHARSET', 'utf8mb4');
define('AUTH_KEY', '@token@');
define('WP_DEBUG', false);
define('FS_METHOD', 'direct');
$table_prefix = 'wp_';
$password = getenv('DB_PASSWORD');
if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
require_once ABSPATH . 'wp-settings.php';
