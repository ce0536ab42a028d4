/** Certificate signing requests of the cluster's own signers: approved where nobody needs to be asked, signed, cleaned away. */
@NullMarked
package dev.navarch.controller.certificates;

import org.jspecify.annotations.NullMarked;
