/** How good each channel is: of all leads, and of the MQLs of each version. */
package io.requalify.channels;
