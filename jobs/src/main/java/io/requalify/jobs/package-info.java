/** The command line: each command parses, opens a session where it needs one, and calls common. */
package io.requalify.jobs;
